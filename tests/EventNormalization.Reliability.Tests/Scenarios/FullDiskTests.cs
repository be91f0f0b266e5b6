using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Worker;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>A disk that is full, then larger; a file system or a file that may not be written.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int NumberCount = 20_000;

    [MachineTheory("mount", "umount")]
    [InlineData("300k")]
    [InlineData("1m")]
    [InlineData("3m")]
    public async Task A_full_disk_is_an_error_of_a_known_type_and_when_it_is_larger_all_goes_on(string size)
    {
        using var disk = await SmallDisk.MountAsync(size);
        var (store, history) = (disk.PathOf("s.db"), new History());

        var error = await FillAsync(store, history);
        await disk.ResizeAsync("64m");
        var violation = await Target.Product.FindViolationAsync(store, NumberCount, history);

        var report = new Report(output, nameof(FullDiskTests) + "." + size, seed: 0);
        report.Add(error.Message, isFaultSeen: true, history, violation ?? StoreErrors.FindFault(error));
        report.RequireNoViolation();
    }

    [MachineFact("mount", "umount")]
    public async Task A_file_system_that_may_not_be_written_is_an_error_and_costs_nothing()
    {
        using var disk = await SmallDisk.MountAsync("16m");
        var (store, history) = (disk.PathOf("s.db"), new History());
        await Target.Product.SendAsync(store, 100, history);

        await disk.CloseToWritersAsync();
        var error = await Record.ExceptionAsync(() => Target.Product.SendAsync(store, 200, new History()));
        await disk.OpenToWritersAsync();

        Assert.NotNull(error);
        Assert.Null(StoreErrors.FindFault(error));
        Assert.Null(await Target.Product.FindViolationAsync(store, 200, history));
    }

    [MachineTheory("chattr")]
    [InlineData("")]
    [InlineData(".failed")]
    public async Task A_file_that_nobody_may_change_is_an_error_or_defers_and_costs_nothing(string suffix)
    {
        using var folder = new TemporaryFolder();
        var (store, history) = (folder.PathOf("s.db"), new History());
        await Target.Product.SendAsync(store, 100, history);

        await SmallDisk.RunAsync("chattr", "+i", store + suffix);
        var error = await Record.ExceptionAsync(() => Target.Product.SendAsync(store, 200, history));
        await SmallDisk.RunAsync("chattr", "-i", store + suffix);

        // Where the other file can keep them, what could not be stored is deferred.
        Assert.Null(StoreErrors.FindFault(error));
        Assert.Null(await Target.Product.FindViolationAsync(store, 200, history));
    }

    /// <summary>Sends until the disk is full and neither store can keep an event.</summary>
    private static async Task<Exception> FillAsync(string store, History history)
    {
        history.Send(Enumerable.Range(0, NumberCount));
        try
        {
            await using var intake = new ProductIntake(store);
            foreach (var batch in Enumerable.Range(0, NumberCount).Chunk(50))
            {
                history.Take(History.Line(batch, await intake.IngestAsync(batch)));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception;
        }

        throw new InvalidOperationException("The disk did not become full.");
    }
}
