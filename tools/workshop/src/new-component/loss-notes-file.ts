import type { PartNames } from './names.js';

/** Text of the notes beside a loss, from which `npm run generate` makes its page. */
export const lossNotesFile = ({ className, type }: PartNames): string => `# ${className}

## Formula

\`\`\`text
loss = …
∂loss/∂z = …
\`\`\`

## When to use it

What ${type} is good for, and what it needs around it.

## State

None.

## Used in

Rows of tables that use it.

## Gradient

What the plot shows.
`;
