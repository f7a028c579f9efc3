/** Stacks whose template is not enough. */
import type { App, Stack } from 'aws-cdk-lib';
import { deployTemplate, type DeployedTemplate } from '../../demo/cloud/template';
import type { CulpritStack } from '../../lib/culprit-stack';
import type { CulpritProps } from '../../lib/props';
import { temporaryFolder } from '../setup/temporary-folder';
import { appIn, stackIn, templateOf } from './synthesis';
import { account, region } from './templates';

/** The CDK leaves an assembly where it is. */
const assemblies = temporaryFolder();

export const appWith = (settings: Readonly<Record<string, unknown>> = {}): App => appIn(assemblies.folder(), settings);

export const stackWith = (props: CulpritProps, app = appWith()): CulpritStack => stackIn(app, props);

/** The template with every reference filled in, as a deployment would. */
export const deployed = (stack: Stack): DeployedTemplate => deployTemplate(templateOf(stack), { account, region });
