import { openPdfDocument, PdfRefusedError, type PdfDocument, type PdfSource } from './pdf-document.ts';
import { scanFault } from './scan-fault.ts';

const TAIL_BYTES = 8192;

/** True where the file ends as a PDF ends; scanners and mail programs put bytes after that. */
export const hasPdfEnd = (source: PdfSource): boolean => {
  const tail = Buffer.alloc(Math.min(TAIL_BYTES, source.sizeBytes));
  source.read(source.sizeBytes - tail.length, tail);
  return tail.includes('%%EOF');
};

const faultOfRefusal = (error: unknown, file: string, source: PdfSource): unknown => {
  if (!(error instanceof PdfRefusedError)) return error;
  const cause = { cause: error };
  if (error.refusal === 'password' || error.refusal === 'security') {
    return scanFault('scan-encrypted', file, `the PDF is encrypted: ${error.message}`, cause);
  }
  if (error.refusal === 'too-large') {
    const remedy = 'Split the file, and drop the parts.';
    return scanFault('scan-too-large', file, `the PDF is too large: ${error.message}`, { ...cause, remedy });
  }
  return hasPdfEnd(source)
    ? scanFault('scan-damaged', file, error.message, cause)
    : scanFault('scan-truncated', file, 'the PDF breaks off before its end', cause);
};

/** Opens a document, named `file` in faults. Throws PaperlineError where it is encrypted, damaged, cut off or too large. */
export const openPdf = async (source: PdfSource, file: string): Promise<PdfDocument> => {
  try {
    return await openPdfDocument(source);
  } catch (error) {
    throw faultOfRefusal(error, file, source);
  }
};
