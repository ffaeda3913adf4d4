import type { Builder } from '@ecm/core';
import type { ProposalHead, Proposals, RegionSampler } from '@ecm/core/model';
import { proposalHeadFamily, regionSamplerFamily } from '@ecm/core/model';

/** What a sampler chose in one image. */
export interface RecordedSample {
  readonly codes: Int32Array;
  readonly positives: Int32Array;
  readonly negatives: Int32Array;
  readonly addsGroundTruths: boolean;
}

/** Decisions of a detector, in order. */
export interface Recording {
  samples: RecordedSample[];
  proposals: readonly Proposals[];
}

/** Builds parts as another builder does, and writes down what samplers and proposal heads decide. */
export function recordingBuilder(builder: Builder, recording: Recording): Builder {
  return {
    build: (family, config, path, given) => {
      const part = builder.build(family, config, path, given);
      if (family.name === regionSamplerFamily.name) return recordedSampler(part as RegionSampler, recording) as typeof part;
      if (family.name === proposalHeadFamily.name) return recordedProposals(part as ProposalHead, recording) as typeof part;
      return part;
    },
  };
}

function recordedSampler(sampler: RegionSampler, recording: Recording): RegionSampler {
  return {
    addGroundTruths: sampler.addGroundTruths,
    sample: (codes, random) => {
      const sample = sampler.sample(codes, random);
      recording.samples.push({ codes, ...sample, addsGroundTruths: sampler.addGroundTruths });
      return sample;
    },
  };
}

function recordedProposals(head: ProposalHead, recording: Recording): ProposalHead {
  return {
    train: (features, context) => {
      const result = head.train(features, context);
      recording.proposals = result.proposals;
      return result;
    },
    propose: (features, infos) => (recording.proposals = head.propose(features, infos)),
  };
}
