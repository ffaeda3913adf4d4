// `npm run page`: makes the page that evaluates dropped files, packages/evaluators/dist/page/index.html.
import { ensureInstalled, run } from './ensure.mjs';

ensureInstalled();
run('node', ['packages/evaluators/page/build.mjs']);
