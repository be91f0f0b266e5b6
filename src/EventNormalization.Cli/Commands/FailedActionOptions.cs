using System;
using System.Buffers.Binary;
using System.CommandLine;
using System.Security.Cryptography;
using EventNormalization.Cli.Storage;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Cli.Commands;

/// <summary>The options of commands that change failed events: the store, and who acts.</summary>
internal sealed class FailedActionOptions
{
    private readonly Option<string> _store = StoreOptions.Store();

    private readonly Option<string> _by = new("--by")
    {
        Description = "Who does it, for the record; the user's login if left out.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Login,
    };

    public FailedActionOptions() => _by.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value.Length: 0 }])
        {
            result.AddError("--by: found an empty name.");
        }
    });

    private static string Login => Environment.UserName is { Length: > 0 } login ? login : "(unknown)";

    public void AddTo(Command command)
    {
        command.Add(_store);
        command.Add(_by);
    }

    public string StoreOf(ParseResult parsed) => parsed.GetRequiredValue(_store);

    public string ByOf(ParseResult parsed) => parsed.GetRequiredValue(_by);

    /// <summary>Opens the failed events of an existing store.</summary>
    /// <exception cref="ToolException">There is no store, or it has no failed events.</exception>
    public IFailedEventQueue Open(ParseResult parsed) => OpenStores.OpenFailedToWrite(StoreOf(parsed));

    /// <summary>A step of this run.</summary>
    public QueueStep Step(ParseResult parsed, ToolEnvironment environment, string? note = null) => new()
    {
        Id = new AppendId(BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)), 1),
        By = ByOf(parsed),
        At = Instant.FromDateTimeOffset(environment.Time.GetUtcNow()),
        Note = note ?? "",
    };

    /// <summary>Why a step was not taken.</summary>
    public static string Words(QueueOutcome answer) => answer switch
    {
        QueueOutcome.NameOpen => "workers retry it all the while, so it may be stored; try again",
        QueueOutcome.NotInState => "nothing of it is open; \"eventnorm failed show HASH\" tells what became of it",
        QueueOutcome.NotFound => "it is not there any more",
        QueueOutcome.LeaseLost or QueueOutcome.OtherName => "somebody else changed it meanwhile; look at it again",
        QueueOutcome.Done => "it was done",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "It is none of the answers."),
    };
}
