import type { CocoOptions } from '../coco/coco-protocol.js';
import { cocoProtocol } from '../coco/coco-protocol.js';
import type { Protocol } from '../protocol/protocol.js';

/**
 * COCO as boundary-iou-api computes it: the annotation field `ignore` is respected besides `iscrowd`.
 *
 * @see bowenc0221/boundary-iou-api, boundary_iou/coco_instance_api
 */
export function boundaryCocoProtocol(options: CocoOptions = {}): Protocol {
  const coco = cocoProtocol(options);
  return { ...coco, name: 'boundary-coco', rules: (overlap) => ({ ...coco.rules(overlap), ignoreFlag: true }) };
}
