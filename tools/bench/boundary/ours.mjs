// Boundary AP on LVIS by ours: node ours.mjs GROUND_TRUTH RESULTS [THREADS]; prints one line of JSON.
import { evaluateFiles } from '@ecm/evaluators/node';

const [groundTruth, results, threads = '1'] = process.argv.slice(2);
const [{ summary }] = await evaluateFiles({ groundTruth, results: [results], protocol: 'boundary-lvis', threads: Number(threads) });
console.log(JSON.stringify({ figures: summary }));
