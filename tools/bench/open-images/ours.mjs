// One evaluation of ours: node ours.mjs OPTIONS, those of evaluateOpenImages as JSON; prints one line of JSON.
import { evaluateOpenImages } from '@ecm/evaluators/node';

const [{ summary }] = await evaluateOpenImages(JSON.parse(process.argv[2]));
console.log(JSON.stringify({ figures: summary }));
