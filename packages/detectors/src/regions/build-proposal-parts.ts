import type { Builder, TypedConfig } from '@ecm/core';
import type { DetectorGiven } from '@ecm/core/model';
import { backboneFamily, neckFamily, proposalHeadFamily } from '@ecm/core/model';

/** Where the parts of a detector come from. */
interface DetectorPlace {
  readonly given: DetectorGiven;
  readonly builder: Builder;
  /** JSON pointer of the detector in the config. */
  readonly path: string;
}

/** Configs of the parts up to the proposals. */
interface ProposalPartConfigs {
  readonly backbone: TypedConfig;
  readonly neck: TypedConfig;
  readonly proposalHead: TypedConfig;
}

/**
 * Builds what two-stage detectors and cascades share: the parts from images to proposals.
 *
 * @returns the parts, and `head`, which says what a head of the given name is handed
 */
export function buildProposalParts(config: ProposalPartConfigs, { given: { scope, classes }, builder, path }: DetectorPlace) {
  const backbone = builder.build(backboneFamily, config.backbone, `${path}/backbone`, { scope: scope.child('backbone') });
  const neck = builder.build(neckFamily, config.neck, `${path}/neck`, { scope: scope.child('neck'), inputs: backbone.levels });
  const head = (name: string) => ({ scope: scope.child(name), levels: neck.levels, classes });
  const proposalHead = builder.build(proposalHeadFamily, config.proposalHead, `${path}/proposalHead`, head('rpn_head'));
  return { parts: { backbone, neck, proposalHead }, head };
}
