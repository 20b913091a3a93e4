using System.ComponentModel;

namespace Recommender.Service.People;

/// <summary>An API key to create.</summary>
public sealed record KeyRequest
{
    public const int DefaultDays = 90;

    [Description("What the key is for.")]
    public string? Name { get; init; }

    [Description("The site; * (default) for all sites.")]
    public string? Site { get; init; }

    [Description("viewer, editor, chiefEditor or administrator.")]
    public string? Role { get; init; }

    [Description("Days until it expires. Default 90.")]
    public int? Days { get; init; }
}
