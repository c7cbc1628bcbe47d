import type { CodebookVariable } from '../questionnaire/codebook.ts';
import { describeAnonymity, listAnonymity } from './anonymity/anonymity-report.ts';
import type { DataSet, DataVariable, Measure } from './data-set.ts';
import type { ReleasedRows } from './release.ts';

const measureOf = ({ type, source }: CodebookVariable): Measure => {
  if (type === 'scale' || type === 'number' || type === 'date' || type === 'month' || type === 'time')
    return 'scale';
  // What was made of numbers and periods has an order.
  return type === 'code' && source.from === 'digits' ? 'ordinal' : 'nominal';
};

const describe = (variable: CodebookVariable, weight: string | undefined): DataVariable => {
  const { source, ...column } = variable;
  const use = column.variable === weight ? 'weight' : column.variable === 'row_id' ? 'serial' : undefined;
  return {
    ...column,
    measure: measureOf(variable),
    ...(use === undefined ? {} : { use }),
    ...(source.from === 'option' ? { set: source.field } : {}),
  };
};

/** Released rows as data that leave as a file. No cell is empty: the codes below zero say why there is no answer. */
export const releasedDataSet = ({ codebook, table, anonymity }: ReleasedRows): DataSet => ({
  survey: codebook.survey,
  title: codebook.title,
  languages: codebook.languages,
  variables: codebook.variables.map((variable) => describe(variable, codebook.weight)),
  table,
  sheet: 'rows',
  account: {
    subject: 'anonymity',
    lines: anonymity === null ? [] : describeAnonymity(anonymity),
    records: anonymity === null ? [] : [...listAnonymity(anonymity)],
    facts: anonymity,
  },
});
