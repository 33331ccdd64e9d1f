import { execFile } from 'node:child_process';
import { join, relative } from 'node:path';
import { ROOT } from './project-copy.js';

/** A violation that a tool reports. */
export interface Finding {
  rule: string;
  file: string;
  message: string;
}

interface CruiseResult {
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

type LintResult = { filePath: string; messages: { ruleId: string | null; message: string }[] }[];

const SOURCES = ['apps', 'bench', 'libs', 'migrations', 'scripts', 'test'];

/**
 * The violations that dependency-cruiser finds in this project or a copy of it: in all sources, or in
 * some and in what they import.
 */
export async function cruise(folder: string, sources = SOURCES): Promise<Finding[]> {
  const { summary } = await run<CruiseResult>(
    folder,
    ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
    [...sources, '--output-type', 'json'],
  );
  return summary.violations.map(({ from, to, rule }) => ({
    rule: rule.name,
    file: from,
    message: `${from} -> ${to}`,
  }));
}

/** The violations that ESLint finds in files of a project. */
export async function lint(folder: string, files: string[]): Promise<Finding[]> {
  const results = await run<LintResult>(
    folder,
    ['eslint', 'bin', 'eslint.js'],
    ['--format', 'json', ...files],
  );
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => ({
      rule: ruleId ?? 'unreadable',
      file: relative(folder, filePath),
      message,
    })),
  );
}

/** Runs a tool that exits with 1 or more on violations, and reads the JSON that it prints. */
function run<Result>(folder: string, tool: string[], args: string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(ROOT, 'node_modules', ...tool), ...args],
      { cwd: folder, maxBuffer: 1e8 },
      (error, stdout, stderr) => {
        try {
          resolve(JSON.parse(stdout) as Result);
        } catch {
          reject(new Error(`${tool.join('/')} failed:\n${stderr || stdout}`, { cause: error }));
        }
      },
    );
  });
}
