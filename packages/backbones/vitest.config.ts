import { defineProject } from 'vitest/config';

export default defineProject({
  resolve: { conditions: ['@ecm/source'] },
  ssr: { resolve: { conditions: ['@ecm/source'] } },
  test: { name: 'backbones', include: ['src/**/*.test.ts'], testTimeout: 60_000 },
});
