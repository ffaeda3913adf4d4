/** Options of predictors whose logits are cosines, see `CosineOptions`. */
export const cosineOptions = {
  temperature: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 20,
    description: 'Factor on the cosine (ECM configs, "tempearture"; Seesaw, Wang et al., CVPR 2021).',
  },
  power: { type: 'number', exclusiveMinimum: 0, default: 1, description: 'Exponent of the norms (ECM-Loss normed_predictor.py).' },
  epsilon: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 1e-6,
    description: 'Added to the norms (ECM-Loss normed_predictor.py: 1e-6; LOCE fcn_norm_mask_head.py: 1e-12).',
  },
} as const;
