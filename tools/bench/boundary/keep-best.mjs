// Keeps the first detections of each image, the best ones as make-data.mjs writes them: node keep-best.mjs FROM TO COUNT
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';

const [from, to, count] = process.argv.slice(2);
const BETWEEN = '"}}, {';
const output = createWriteStream(to);
const kept = new Map();
let written = 0;

async function take(record) {
  const image = /"image_id": (\d+)/u.exec(record)[1];
  const already = kept.get(image) ?? 0;
  if (already === Number(count)) return;
  kept.set(image, already + 1);
  if (!output.write(`${written++ === 0 ? '[{' : BETWEEN}${record}`)) await once(output, 'drain');
}

let rest = '';
for await (const chunk of createReadStream(from, { encoding: 'latin1', highWaterMark: 1 << 22 })) {
  const records = (rest + chunk).split(BETWEEN);
  rest = records.pop();
  for (const record of records) await take(record.replace(/^\[\{/u, ''));
}
await take(rest.replace(/"\}\}\]\s*$/u, ''));
output.end('"}}]\n');
