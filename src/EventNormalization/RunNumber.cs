using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EventNormalization;

/// <summary>Draws the numbers that tell apart the runs of pipelines and workers.</summary>
/// <remarks>
/// At random, so that no configuration can make two runs meet. A simulation (see <see cref="ContextCapture"/>) puts a
/// function under <c>EventNormalization.RunNumbers</c> in <see cref="AppContext"/>, which is asked in its context
/// alone.
/// </remarks>
internal static class RunNumber
{
    private const string Name = "EventNormalization.RunNumbers";

    internal static ulong Draw() => ContextCapture.IsEnabled && AppContext.GetData(Name) is Func<ulong> draw
        ? draw()
        : BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
