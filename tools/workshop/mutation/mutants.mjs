// Finds places in a source text where one small change ought to make a test fail.
import ts from 'typescript';

const { SyntaxKind } = ts;

/** What replaces an operator. */
const operators = new Map([
  [SyntaxKind.PlusToken, '-'],
  [SyntaxKind.MinusToken, '+'],
  [SyntaxKind.AsteriskToken, '/'],
  [SyntaxKind.SlashToken, '*'],
  [SyntaxKind.AsteriskAsteriskToken, '*'],
  [SyntaxKind.PlusEqualsToken, '-='],
  [SyntaxKind.MinusEqualsToken, '+='],
  [SyntaxKind.AsteriskEqualsToken, '/='],
  [SyntaxKind.SlashEqualsToken, '*='],
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);

const functions = new Map([
  ['Math.max', 'Math.min'],
  ['Math.min', 'Math.max'],
  ['Math.log1p', 'Math.log'],
]);

/** Zero becomes one, a small number (an epsilon) a thousand times itself, any other twice itself. */
function otherNumber(text) {
  const value = Number(text);
  if (value === 0) return '1';
  return String(value < 1e-3 ? value * 1000 : value * 2);
}

const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

function changesOf(node, source) {
  const change = (place, text) => ({ from: place.getStart(source), to: place.getEnd(), text });
  if (ts.isBinaryExpression(node) && operators.has(node.operatorToken.kind) && !isText(node.left) && !isText(node.right)) {
    return [change(node.operatorToken, operators.get(node.operatorToken.kind))];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken) return [change(node, node.operand.getText(source))];
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return [change(node, node.operand.getText(source))];
  if (ts.isNumericLiteral(node)) return [change(node, otherNumber(node.text))];
  if (ts.isPropertyAccessExpression(node) && functions.has(node.getText(source)))
    return [change(node, functions.get(node.getText(source)))];
  if (ts.isConditionalExpression(node)) return [change(node.condition, `!(${node.condition.getText(source)})`)];
  if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword) {
    return [change(node, node.kind === SyntaxKind.TrueKeyword ? 'false' : 'true')];
  }
  return [];
}

/** Nothing in types, imports and error messages is worth a change. */
const isSkipped = (node) =>
  ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isThrowStatement(node) || ts.isEnumMember(node);

/**
 * Every mutant of a source.
 *
 * @returns where it is, `before` and `after`, and the whole changed text
 */
export function mutantsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found = [];
  const visit = (node) => {
    if (isSkipped(node)) return;
    for (const { from, to, text: after } of changesOf(node, source)) {
      const { line } = source.getLineAndCharacterOfPosition(from);
      const changed = text.slice(0, from) + after + text.slice(to);
      found.push({ file, line: line + 1, before: text.slice(from, to), after, code: text.split('\n')[line].trim(), text: changed });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A sample in which every file has its turn before any has another, drawn with a seed. */
export function sampleOf(mutants, size, seed) {
  let state = seed >>> 0;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const piles = [...grouped(mutants).values()].map((pile) => pile.map((mutant) => [random(), mutant]).sort((a, b) => a[0] - b[0]));
  const rounds = piles.flatMap((pile) => pile.map(([draw, mutant], round) => ({ round, draw, mutant })));
  return rounds
    .sort((a, b) => a.round - b.round || a.draw - b.draw)
    .slice(0, size)
    .map(({ mutant }) => mutant);
}

function grouped(mutants) {
  const piles = new Map();
  for (const mutant of mutants) piles.set(mutant.file, [...(piles.get(mutant.file) ?? []), mutant]);
  return piles;
}
