import type { StandardFacts } from './standard-schema.ts';

/** DDI-Codebook 2.5.1. Its own schema is under the LGPL, and needs those of XHTML and Dublin Core. */
export const DDI: StandardFacts = {
  namespace: 'ddi:codebook:2_5',
  content: {
    codeBook: 'stdyDscr+ fileDscr* dataDscr*',
    stdyDscr: 'citation+ notes*',
    citation: 'titlStmt prodStmt? notes*',
    titlStmt: 'titl subTitl* altTitl* parTitl* IDNo*',
    prodStmt: 'producer* prodDate* prodPlac* software*',
    fileDscr: 'fileTxt* notes*',
    fileTxt: 'fileName* fileCont? dimensns? fileType* format* software*',
    dimensns: 'caseQnty* varQnty* logRecL*',
    dataDscr: 'var* notes*',
    var: 'labl* valrng* invalrng* universe* txt* catgry* concept* varFormat? notes*',
    valrng: 'range+',
    invalrng: 'item+',
    catgry: 'catValu? labl* txt* catStat*',
    item: '',
    range: '',
  },
  attributes: {
    codeBook: { version: '2.5' },
    notes: { type: 'xs:string', subject: 'xs:string' },
    prodDate: { date: 'xs:string' },
    fileDscr: { URI: 'xs:string' },
    fileType: { charset: 'xs:string' },
    var: {
      name: 'xs:string!',
      wgt: 'wgt not-wgt',
      'wgt-var': 'xs:IDREFS',
      files: 'xs:IDREFS',
      dcml: 'xs:string',
      intrvl: 'contin discrete',
      measUnit: 'xs:string',
      nature: 'nominal ordinal interval ratio percent other',
    },
    item: { VALUE: 'xs:string!' },
    range: { UNITS: 'INT REAL', min: 'xs:string', max: 'xs:string' },
    catgry: { missing: 'Y N' },
    catStat: { type: 'freq percent crosstab' },
    // Another schema than these would have to be named as well.
    varFormat: {
      type: 'numeric character',
      schema: 'SAS SPSS IBM ANSI ISO XML-Data',
      category: 'date time currency other',
    },
  },
};

/** Triple-S XML 2.0, as its DTD of March 2006 has it. */
export const TRIPLE_S: StandardFacts = {
  namespace: null,
  content: {
    sss: 'date? time? origin? user? survey',
    survey: 'name? version? title? record',
    title: '#words text*',
    record: 'variable+',
    variable: 'name label position filter? values? size?',
    label: '#words text*',
    position: '',
    values: 'range? value*',
    value: '#words text*',
    range: '',
  },
  attributes: {
    sss: { version: '2.0!', languages: 'xs:NMTOKENS' },
    record: { ident: 'xs:string!', href: 'xs:string', format: 'fixed csv', skip: 'xs:string' },
    variable: {
      ident: 'xs:positiveInteger!',
      type: 'single multiple quantity character logical date time!',
      use: 'serial weight',
      format: 'literal numeric',
    },
    position: { start: 'xs:positiveInteger!' },
    value: { code: 'xs:string!', score: 'xs:string' },
    range: { from: 'xs:decimal!', to: 'xs:decimal!' },
  },
};
