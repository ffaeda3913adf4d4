// The allocator of the tfjs heap, on which all kernels work. Imported from the host as module "heap".

declare function malloc(bytes: usize): usize;

/** Releases a block. */
export declare function free(address: usize): void;

/** @returns address of a new block; traps if the heap is full, since address 0 would be written to */
export function allocate(bytes: usize): usize {
  const address = malloc(bytes);
  if (address == 0) unreachable();
  return address;
}
