import { describe, expect, it } from 'vitest';

import { drawText, fittingText, textSize } from './draw-text.js';
import { Raster } from './raster.js';

const written = (text: string): string[] => {
  const { width, height } = textSize(text, 1);
  const raster = new Raster(width, height);
  drawText(raster, text, { left: 0, top: 0, scale: 1 }, [255, 255, 255]);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_unused, x) => (raster.pixels[(y * width + x) * 3] === 255 ? '#' : ' ')).join(''),
  );
};

describe('drawText', () => {
  it('writes letters that can be read', () => {
    expect(written('Ag7').join('\n')).toMatchInlineSnapshot(`
      " ###        #####
      #   #           #
      #   #  ####    # 
      #   # #   #   #  
      ##### #   #  #   
      #   #  ####  #   
      #   #     #  #   
             ###       "
    `);
  });

  it('drops accents and marks what it does not know', () => {
    expect(written('é')).toEqual(written('e'));
    expect(written('→')).toEqual(written('?'));
    expect(written('~')).not.toEqual(written('?'));
  });

  it('measures: five columns a letter, one between, times the scale', () => {
    expect(textSize('abc', 2)).toEqual({ width: 34, height: 16 });
    expect(textSize('', 2).width).toBe(0);
  });
});

describe('fittingText', () => {
  it('keeps what fits and shortens what does not', () => {
    expect(fittingText('giraffe', 41, 1)).toBe('giraffe');
    expect(fittingText('giraffe', 40, 1)).toBe('gira..');
    expect(textSize(fittingText('giraffe', 40, 1), 1).width).toBeLessThanOrEqual(40);
  });
});
