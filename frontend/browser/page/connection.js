// Whether every kilobyte is paid or waited for.
const { saveData, effectiveType = "" } = navigator.connection || {};

export const isFrugal = saveData || effectiveType.endsWith("2g");
