using System.ComponentModel;

namespace Recommender.Service.People;

/// <summary>A key to make.</summary>
public sealed record KeyRequest
{
    public const int DefaultDays = 90;

    [Description("What the key is for, in your words.")]
    public string? Name { get; init; }

    [Description("The site; * (default) for all.")]
    public string? Site { get; init; }

    [Description("viewer, editor, chiefEditor or administrator.")]
    public string? Role { get; init; }

    [Description("It works so many days. Default 90.")]
    public int? Days { get; init; }
}
