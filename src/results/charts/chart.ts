/** A chart as a person meets it: drawn, said in a line, and as the table that stands behind it. */

export interface ChartTable {
  readonly columns: readonly string[];
  /** As many cells a row as there are columns; the first names the row. */
  readonly rows: readonly (readonly string[])[];
}

export interface Chart {
  /** Names it among the others of a report. */
  readonly id: string;
  readonly title: string;
  /** How to read it, and what it leaves out. */
  readonly note: string;
  readonly table: ChartTable;
  /** Draws it, `CHART_WIDTH` px wide, with elements of `document`, which needs not be shown anywhere. */
  readonly draw: (document: Document) => SVGSVGElement;
}

export const CHART_WIDTH = 680;
