import { transformSync } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

export const root = join(__dirname, '..', '..');

/** One TypeScript file of the product; its paths are relative to the repository, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** JavaScript without types and comments: what runs. */
  readonly code: string;
  /** Every module it names, types included. A relative one is given as a path from the repository's root. */
  readonly imports: readonly string[];
  /** The modules that are loaded when it runs. */
  readonly valueImports: readonly string[];
}

/** The sources in a folder of the repository, without tests and generated files; none when it does not exist. */
export function sourcesIn(folder: string): readonly Source[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.endsWith('.test.ts') && !path.includes('.generated.'))
    .sort()
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Compiled is what is asked for: most tests look at the text. */
export function parseSource(path: string, text: string): Source {
  const code = once(() => javaScriptOf(text, { verbatimModuleSyntax: false }));
  const valueImports = once(() => [...new Set(modulesIn(code(), path))]);
  const imports = once(() => {
    const all = modulesIn(javaScriptOf(text, { verbatimModuleSyntax: true }), path);
    return [...new Set([...all, ...typeImportsIn(text, path)])];
  });
  return {
    path,
    text,
    get code() {
      return code();
    },
    get imports() {
      return imports();
    },
    get valueImports() {
      return valueImports();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function javaScriptOf(text: string, compilerOptions: { readonly verbatimModuleSyntax: boolean }): string {
  return transformSync(text, {
    loader: 'ts',
    minifyWhitespace: true,
    legalComments: 'none',
    tsconfigRaw: { compilerOptions },
  }).code;
}

function modulesIn(code: string, path: string): string[] {
  const named = /\b(?:from|import|require\(|import\()\s*(["'`])([^"'`\n]+)\1/g;
  return [...code.matchAll(named)].map((match) => fromRoot(path, match[2]!));
}

/** `import type`, `export type` and `import('…').T` leave nothing behind in the code. */
function typeImportsIn(text: string, path: string): string[] {
  const statement = /^\s*(?:import|export)\s+type\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm;
  const inline = /\bimport\(\s*['"]([^'"]+)['"]\s*\)\s*\./g;
  return [...text.matchAll(statement), ...text.matchAll(inline)].map((match) => fromRoot(path, match[1]!));
}

function fromRoot(path: string, module: string): string {
  return module.startsWith('.') ? posix.join(dirname(path), module) : module;
}
