/** Writes the spokes of a hub as plain CloudFormation templates, from the registry's cards. */
import { spokeTemplates } from './build/spoke';
import { writeTemplates } from './build/write-templates';

writeTemplates(spokeTemplates()).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
