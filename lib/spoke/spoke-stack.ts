import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CulpritSpoke, type CulpritSpokeProps } from './spoke';

/** A spoke as a stack of its own. */
export class CulpritSpokeStack extends Stack {
  constructor(scope: Construct, id: string, props: CulpritSpokeProps & StackProps = {}) {
    super(scope, id, props);
    new CulpritSpoke(this, 'Spoke', props);
  }
}
