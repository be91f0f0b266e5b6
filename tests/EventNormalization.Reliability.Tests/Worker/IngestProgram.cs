using System;
using System.Threading.Tasks;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Planted;

namespace EventNormalization.Reliability.Tests.Worker;

/// <summary>
/// Sends numbered events batch by batch and says <c>ACK</c> with their outcomes once they are acknowledged.
/// </summary>
internal static class IngestProgram
{
    public static async Task<int> RunAsync(WorkerSettings settings)
    {
        Program.Say("READY");
        if (await Console.In.ReadLineAsync() is null)
        {
            return 3;
        }

        try
        {
            IIntake intake = settings.Bug is { } bug
                ? new PlantedIntake(settings.Store, bug)
                : new ProductIntake(settings.Store);
            await using (intake)
            {
                await SendAsync(intake, settings);
            }

            Program.Say("END");
            return 0;
        }
        catch (Exception exception)
        {
            // Whatever it is, the test judges its type and its message.
            Program.Say($"ERR {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    private static async Task SendAsync(IIntake intake, WorkerSettings settings)
    {
        foreach (var batch in settings.Batches)
        {
            if (settings.Bug == PlantedBug.AcknowledgesBeforeCommit)
            {
                Program.Say(History.Line(batch, new string('A', batch.Length)));
                await intake.IngestAsync(batch);
                continue;
            }

            Program.Say(History.Line(batch, await intake.IngestAsync(batch)));
        }
    }
}
