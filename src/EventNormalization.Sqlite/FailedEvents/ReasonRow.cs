using EventNormalization.Normalization;

namespace EventNormalization.Sqlite;

/// <summary>A reason as it is written.</summary>
internal sealed class ReasonRow
{
    public required string Code { get; init; }

    public required string Field { get; init; }

    public required string Path { get; init; }

    public required string? Found { get; init; }

    public required string Expected { get; init; }

    public required string[] Candidates { get; init; }

    public static ReasonRow Of(FieldError error) => new()
    {
        Code = error.Code,
        Field = error.Field,
        Path = error.Path,
        Found = error.Found,
        Expected = error.Expected,
        Candidates = [.. error.Candidates],
    };

    public FieldError ToError() => new()
    {
        Code = Code,
        Field = Field,
        Path = Path,
        Found = Found,
        Expected = Expected,
        Candidates = Candidates,
    };
}
