import { SoftmaxCeLoss } from '../softmax-ce/softmax-ce-loss.js';

/**
 * Loss of classifier re-training: the softmax cross-entropy; the method is in the protocol: a fresh classifier, everything else
 * frozen, class-aware sampling.
 *
 * @see Kang et al., ICLR 2020; tztztztztz/eqlv2 configs/decouple/crt_r50_8x2_1x.py
 */
export class CrtLoss extends SoftmaxCeLoss {}
