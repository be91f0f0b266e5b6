using System.Buffers;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Tests.Totals;

/// <summary>Totals as the bytes that another machine merges.</summary>
internal static class FoldBytes
{
    public static byte[] Of(TotalsFold fold)
    {
        var bytes = new ArrayBufferWriter<byte>();
        fold.Write(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
