using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>Signals to a process, as a system sends them.</summary>
internal static class Signal
{
    public static async Task SendAsync(string signal, int processId)
    {
        using var kill = Process.Start("kill", [signal, processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
