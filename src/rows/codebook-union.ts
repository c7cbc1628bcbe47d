import type { Codebook, CodebookVariable } from '../questionnaire/codebook.ts';

const withCodesOf = (variable: CodebookVariable, earlier: CodebookVariable): CodebookVariable => {
  const known = new Set(variable.codes.map(({ code }) => code));
  const more = earlier.codes.filter(({ code }) => !known.has(code));
  const legal = more.filter(({ missing }) => !missing);
  const missing = more.filter((code) => code.missing);
  const firstMissing = variable.codes.findIndex((code) => code.missing);
  const at = firstMissing < 0 ? variable.codes.length : firstMissing;
  const { min, max } = variable;
  return {
    ...variable,
    codes: [...variable.codes.slice(0, at), ...legal, ...variable.codes.slice(at), ...missing],
    ...(min === undefined || earlier.min === undefined ? {} : { min: Math.min(min, earlier.min) }),
    ...(max === undefined || earlier.max === undefined ? {} : { max: Math.max(max, earlier.max) }),
  };
};

/**
 * One codebook for rows of several versions of a questionnaire, oldest first: the columns of the last version, then those
 * that only earlier ones have. What both have is labelled as in the last one and has the codes of both.
 */
export const combineCodebooks = (versions: readonly Codebook[]): Codebook => {
  const last = versions.at(-1);
  if (last === undefined) throw new Error('Expected a codebook at least.');
  const variables = new Map<string, CodebookVariable>();
  for (const { variables: columns } of versions.toReversed()) {
    for (const column of columns) {
      const later = variables.get(column.variable);
      variables.set(column.variable, later === undefined ? column : withCodesOf(later, column));
    }
  }
  const languages = [...new Set(versions.toReversed().flatMap((version) => version.languages))];
  return { ...last, languages, variables: [...variables.values()] };
};
