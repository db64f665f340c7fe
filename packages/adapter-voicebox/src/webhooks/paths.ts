/** Where reports come in, below the engine's mount. */
export const reportPath = "/voicebox/report";
/** Where recordings and transcripts come in, below the engine's mount. */
export const recordingPath = "/voicebox/recording";
