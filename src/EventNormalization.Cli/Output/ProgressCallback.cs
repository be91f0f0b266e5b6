namespace EventNormalization.Cli.Output;

/// <summary>Reports the progress of a command: bytes of the files read so far, and a text.</summary>
internal delegate void ProgressCallback(long bytesRead, string words);
