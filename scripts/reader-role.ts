/** Writes the reader roles of other accounts as plain CloudFormation templates, from the registry's cards. */
import { readerRoleTemplates } from './build/reader-role';
import { writeTemplates } from './build/write-templates';

writeTemplates(readerRoleTemplates()).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
