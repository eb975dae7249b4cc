import { readFiles, readPages, type SourceFile } from '../../house/support/source-files.js';

/** All pages that people read. */
export const pages: readonly SourceFile[] = [
  ...readPages('README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'),
  ...readFiles('docs', '.md'),
  ...readFiles('examples', '.md'),
];

export function pageOf(path: string): SourceFile {
  const page = pages.find((one) => one.path === path);
  if (page === undefined) throw new Error(`there is no page ${path}`);
  return page;
}
