/** Characters are five columns wide and eight rows high; the last row is for descenders. */
export const characterWidth = 5;
/** Rows of a character. */
export const characterHeight = 8;

/**
 * Dot-matrix characters from space to tilde, two hexadecimal digits per column, the lowest bit on top. Pictures carry their own
 * lettering because a bare machine has no fonts.
 */
const columns =
  '000000000000005f00000007000700147f147f14242a7f2a12231308646236495522500000070000001c2241000041221c00' +
  '14083e081408083e080800806000000808080808006060000020100804023e5149453e00427f400042615149462141454b31' +
  '1814127f1027454545393c4a49493001710905033649494936064949291e0036360000008076000008142241001414141414' +
  '004122140802015109063e415d555e7e1111117e7f494949363e414141227f4141221c7f494949417f090909013e4149497a' +
  '7f0808087f00417f41002040413f017f081422417f404040407f020c027f7f0408107f3e4141413e7f090909063e4151215e' +
  '7f09192946464949493101017f01013f4040403f1f2040201f3f4038403f631408146307087008076151494543007f414100' +
  '02040810200041417f0004020102044040404040000102040020545454787f444444383844444428384444447f3854545418' +
  '00087e090218a4a4a47c7f0804047800447d40000080847d007f1028440000417f40007c041804787c080404783844444438' +
  'fc2424241818242424fc7c080404084854545424043e4444203c4040207c1c2040201c3c4030403c44281028441ca0a0a07c' +
  '4464544c44000836410000007f000000413608000804081008';

/** @returns the five columns of a character, one bit per row; a question mark for characters that are not in the list */
export function characterColumns(character: string): readonly number[] {
  const code = character.charCodeAt(0) - 0x20;
  const known = character.length === 1 && code >= 0 && code * characterWidth * 2 < columns.length;
  const start = (known ? code : '?'.charCodeAt(0) - 0x20) * characterWidth * 2;
  return Array.from({ length: characterWidth }, (_, column) =>
    Number.parseInt(columns.slice(start + 2 * column, start + 2 * column + 2), 16),
  );
}
