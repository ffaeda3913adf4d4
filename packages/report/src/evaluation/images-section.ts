import { html, type Markup } from '../html/markup.js';
import type { Section } from '../html/page.js';
import type { DrawnObject } from '../pictures/drawn-object.js';
import { pictureFigure } from '../sections/picture-figure.js';
import type { DetailedRecord, ErrorRecord, ImageErrors, SceneObject } from './evaluation-record.js';
import type { EvaluationReport } from './evaluation-report.js';

/** Outcomes in the order of their colours. */
const outcomes = ['', 'missed', 'classification', 'localisation', 'both', 'duplicate', 'background'];

/** Images with most missed objects and wrong detections, of the last evaluation; with pictures where they can be had. */
export async function imagesSection(report: EvaluationReport): Promise<Section | undefined> {
  const { evaluations, imageName = String } = report;
  const last = evaluations.at(-1);
  const errors = last?.result.errors;
  if (last === undefined || errors === undefined || errors.worstImages.length === 0) return undefined;
  const { body, drawn } = await pictures(report, last.result, errors.worstImages);
  const rows = errors.worstImages.map(
    ({ imageId, missed, wrong, objects }) =>
      html`<tr>
        <td>${imageName(imageId)}</td>
        <td>${objects.length}</td>
        <td>${missed}</td>
        <td>${wrong}</td>
      </tr> `,
  );
  const legend =
    drawn === 0 ? '' : ' A tag names the class, the score, and what is wrong; objects and detections without a word are right.';
  return {
    id: 'images',
    title: 'Images with most errors',
    body: html`<p>${whose(evaluations.length, last.name, errors)}${legend}</p>
      ${body}
      <details${drawn === 0 ? html` open` : ''}>
        <summary>Table</summary>
        <div class="scroll">
          <table>
            <tr>
              <th>image</th>
              <th>objects</th>
              <th>missed</th>
              <th>wrong detections</th>
            </tr>
            ${rows}
          </table>
        </div>
      </details>`,
  };
}

function whose(evaluations: number, name: string, { workingScore }: ErrorRecord): string {
  const of = evaluations > 1 ? ` of ${name}` : '';
  return `Detections${of} from a score of ${workingScore.toPrecision(2)} on: the score of highest F1, unless another was chosen.`;
}

async function pictures(
  { imageName = String, readImage }: EvaluationReport,
  result: DetailedRecord,
  images: readonly ImageErrors[],
): Promise<{ body: Markup; drawn: number }> {
  const nameOf = new Map(result.categories.map(({ id, name }) => [id, name]));
  const rows: Markup[] = [];
  for (const { imageId, missed, wrong, objects, detections } of images) {
    const picture = await readImage?.(imageId);
    if (picture === undefined) continue;
    const named = (scene: SceneObject): DrawnObject => drawnObject(scene, nameOf.get(scene.categoryId) ?? String(scene.categoryId));
    const name = imageName(imageId);
    rows.push(
      html`<div class="gallery" style="grid-template-columns:repeat(auto-fit, minmax(min(100%, 320px), 1fr))">
        ${await pictureFigure(picture, objects.map(named), `${name}: ${objects.length} objects, ${missed} missed`)}
        ${await pictureFigure(picture, detections.map(named), `${detections.length} detections, ${wrong} wrong`)}
      </div> `,
    );
  }
  return { body: html`${rows}`, drawn: rows.length };
}

function drawnObject({ box: [x, y, width, height], score, error }: SceneObject, name: string): DrawnObject {
  return {
    box: [x, y, x + width, y + height],
    label: Math.max(0, outcomes.indexOf(error ?? '')),
    name: error === undefined ? name : `${name}: ${error}`,
    ...(score === undefined ? {} : { score }),
  };
}
