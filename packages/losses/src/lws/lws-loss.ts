import { SoftmaxCeLoss } from '../softmax-ce/softmax-ce-loss.js';

/**
 * Loss of learnable weight scaling: the softmax cross-entropy; the method is in the layer (the classifier `lws` of
 * @ecm/heads) and in what it trains: one scale per output.
 *
 * @see Kang et al., ICLR 2020; tztztztztz/eqlv2 configs/decouple/lws_r50_8x2_1x.py
 */
export class LwsLoss extends SoftmaxCeLoss {}
