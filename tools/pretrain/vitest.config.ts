import { defineProject } from 'vitest/config';

export default defineProject({
  resolve: { conditions: ['@ecm/source'] },
  ssr: { resolve: { conditions: ['@ecm/source'] } },
  test: { name: 'pretrain', include: ['src/**/*.test.ts'], testTimeout: 60_000 },
});
