namespace EventNormalization.Cli.Output;

/// <summary>Tells how far a command is: bytes of the files read so far, and in words.</summary>
internal delegate void Advance(long bytesRead, string words);
