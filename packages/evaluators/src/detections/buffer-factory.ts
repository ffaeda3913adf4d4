/** Makes the buffers that chunks are made of; shared buffers let worker threads read each other's chunks. */
export type BufferFactory = (bytes: number) => ArrayBuffer | SharedArrayBuffer;
