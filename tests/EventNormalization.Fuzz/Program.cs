using System;
using System.IO;
using System.Linq;
using EventNormalization.Fuzz;
using SharpFuzz;

// With arguments, it runs once over each file, or each file of a folder; without, it serves afl-fuzz.
if (args.Length == 0)
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        var memory = new MemoryStream();
        stream.CopyTo(memory);
        NormalizeTarget.Run(memory.ToArray());
    });
    return 0;
}

var files = args.SelectMany(arg => Directory.Exists(arg) ? Directory.EnumerateFiles(arg) : [arg]).Order().ToArray();
foreach (var file in files)
{
    NormalizeTarget.Run(File.ReadAllBytes(file));
}

Console.WriteLine($"{files.Length} inputs, no exception, every law held");
return 0;
