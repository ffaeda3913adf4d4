import { UserError } from '@ecm/core';
import { describe, expect, it } from 'vitest';

import { knownBackends, registerBackend, tf, useBackend } from '../index.js';

describe('useBackend', () => {
  it('takes the best backend for "auto"', async () => {
    expect(await useBackend('auto')).toEqual({ name: 'wasm' });
    expect(tf.getBackend()).toBe('wasm');
  });

  it('changes between backends; parameters and tensors move along', async () => {
    await useBackend('wasm');
    const x = tf.tensor1d([1, 2]);
    expect(await useBackend('cpu')).toEqual({ name: 'cpu' });
    expect([...x.add(1).dataSync()]).toEqual([2, 3]);
    await useBackend('wasm');
    expect([...x.add(1).dataSync()]).toEqual([2, 3]);
  });

  it('names the known backends when asked for another', async () => {
    await expect(useBackend('cuda')).rejects.toThrow(UserError);
    await expect(useBackend('cuda')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UserError: There is no backend "cuda". Known: auto, wasm, cpu.]`,
    );
  });

  it('leaves out what cannot run here', async () => {
    let registered = 0;
    registerBackend({
      name: 'absent',
      priority: 99,
      isAvailable: () => Promise.resolve(false),
      register: () => {
        registered++;
        return Promise.resolve();
      },
    });
    expect(knownBackends()[0].name).toBe('absent');
    expect((await useBackend('auto')).name).toBe('wasm');
    await expect(useBackend('absent')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UserError: Backend "absent" cannot run on this machine. Use "auto".]`,
    );
    expect(registered).toBe(0);
  });
});
