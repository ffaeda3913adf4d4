import type { LvisOptions } from '../lvis/lvis-protocol.js';
import { lvisProtocol } from '../lvis/lvis-protocol.js';
import type { Protocol } from '../protocol/protocol.js';

/**
 * LVIS as boundary-iou-api computes it: crowds are ignored and match any number of detections, and area ranges do not
 * include their upper end.
 *
 * @see bowenc0221/boundary-iou-api, boundary_iou/lvis_instance_api
 */
export function boundaryLvisProtocol(options: LvisOptions = {}): Protocol {
  const lvis = lvisProtocol(options);
  return { ...lvis, name: 'boundary-lvis', rules: (overlap) => ({ ...lvis.rules(overlap), crowds: true, openUpperEnd: true }) };
}
