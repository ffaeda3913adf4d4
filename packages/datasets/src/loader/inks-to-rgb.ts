/**
 * Levels of a picture in inks, without colour management: k − (ink · k >> 8) with k = 255 − black, in whole numbers.
 *
 * @param inks uint8 cyan, magenta, yellow, black [n · 4]; 255 is full ink
 * @returns uint8 RGB [n · 3]
 * @see OpenCV, modules/imgcodecs/src/utils.cpp, icvCvt_CMYK2BGR_8u_C4C3R
 */
export function inksToRgb(inks: Uint8Array): Uint8Array {
  const pixels = new Uint8Array((inks.length / 4) * 3);
  for (let i = 0, p = 0; i < inks.length; i += 4, p += 3) {
    const light = 255 - inks[i + 3];
    for (let channel = 0; channel < 3; channel++) pixels[p + channel] = light - ((inks[i + channel] * light) >> 8);
  }
  return pixels;
}
