/** Decodes compressed run lengths that have been checked before, into working memory of its own. */
export class CompressedDecoder {
  #counts = new Uint32Array(1 << 12);

  /**
   * @param bytes compressed run lengths
   * @returns run lengths, zeros first; valid until the next call
   * @see cocoapi, common/maskApi.c, rleFrString
   */
  decode(bytes: Uint8Array): Uint32Array {
    const end = bytes.length;
    if (end > this.#counts.length) this.#counts = new Uint32Array(2 * end);
    const counts = this.#counts;
    let length = 0;
    let p = 0;
    while (p < end) {
      let group = bytes[p++] - 48;
      // Most values take one group: five bits with a sign.
      let run = (group << 27) >> 27;
      if (group >= 32) {
        run = group & 31;
        let shift = 5;
        do {
          group = bytes[p++] - 48;
          run |= (group & 31) << shift;
          shift += 5;
        } while ((group & 32) !== 0);
        if ((group & 16) !== 0 && shift < 32) run |= -1 << shift;
      }
      counts[length] = length > 2 ? run + counts[length - 2] : run;
      length++;
    }
    return counts.subarray(0, length);
  }
}
