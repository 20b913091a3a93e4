using System.ComponentModel.DataAnnotations;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery.Load;

/// <summary>
/// The limits of each kind of work, and how bodies are received. Section <c>Recommender:Lanes</c>. Those of page views are in
/// <c>Recommender:Serving</c>.
/// </summary>
public sealed class LanesOptions : IValidatableObject
{
    public const string Section = "Recommender:Lanes";

    /// <summary>
    /// Maximum number of open connections; further ones are closed at once. Each takes some kilobytes and a file handle. 10 to 1,000,000,
    /// default 10,000.
    /// </summary>
    [Range(10, 1_000_000, ErrorMessage = "Recommender:Lanes:Connections must be from 10 to 1000000")]
    public int Connections { get; set; } = 10_000;

    /// <summary>Least rate of a body in bytes per second, after <see cref="BodyGrace"/>; slower ones get 408. Default 4096.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Recommender:Lanes:BodyBytesPerSecond must be from 1 to 1000000")]
    public int BodyBytesPerSecond { get; set; } = 4096;

    /// <summary>How long a body may arrive at a lower rate. 2 seconds to 1 minute, default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00", ErrorMessage = "Recommender:Lanes:BodyGrace must be from 00:00:02 to 00:01:00")]
    public TimeSpan BodyGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a body may take at any rate, except lines of articles. 5 seconds to 1 hour, default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00", ErrorMessage = "Recommender:Lanes:BodyTime must be from 00:00:05 to 01:00:00")]
    public TimeSpan BodyTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The share of a lane other than that of page views that one client (an IPv4 address, an IPv6 /64) gets at most; beyond that it gets
    /// 429. 0.01 to 1 (off), default 0.5. Behind a proxy set <c>Recommender:SignIn:TrustedProxies</c>, otherwise all count as one client.
    /// </summary>
    [Range(0.01, 1, ErrorMessage = "Recommender:Lanes:ClientShare must be from 0.01 to 1")]
    public double ClientShare { get; set; } = 0.5;

    /// <summary>Public articles, the demonstration site and the description of the API.</summary>
    public LaneOptions Reading { get; set; } = new() { Concurrent = 4, Waiting = 252 };

    /// <summary>Batches: many blocks in one request.</summary>
    public LaneOptions Batch { get; set; } = new() { Concurrent = 2, Waiting = 62, Megabytes = 32 };

    /// <summary>Blocks of drafts.</summary>
    public LaneOptions Drafts { get; set; } = new() { Waiting = 31, Megabytes = 16 };

    /// <summary>Explained blocks.</summary>
    public LaneOptions Explain { get; set; } = new() { Waiting = 31 };

    /// <summary>Articles that are pushed with a key.</summary>
    public LaneOptions Pushes { get; set; } = new() { Waiting = 63, Megabytes = 64 };

    /// <summary>Articles that signed webhooks push.</summary>
    public LaneOptions Webhooks { get; set; } = new() { Waiting = 63, Megabytes = 32 };

    /// <summary>Imports of uploaded files.</summary>
    public LaneOptions Uploads { get; set; } = new() { Waiting = 7, Megabytes = 128 };

    /// <summary>Beacons of impressions and clicks.</summary>
    public LaneOptions Beacons { get; set; } = new() { Concurrent = 16, Waiting = 1008, Megabytes = 8 };

    /// <summary>Other bodies that anyone may send: the forms of the sign-in.</summary>
    public LaneOptions Forms { get; set; } = new() { Concurrent = 2, Waiting = 126, Megabytes = 8 };

    /// <summary>Everything else that requires a role: rules, runs, people, the desk. A newsroom may have one address for all.</summary>
    public LaneOptions Editing { get; set; } = new() { Concurrent = 4, Waiting = 1020, Megabytes = 64 };

    /// <summary>The limits of a lane other than that of page views.</summary>
    internal LaneOptions Of(Lane lane) => lane switch
    {
        Lane.Reading => Reading,
        Lane.Batch => Batch,
        Lane.Drafts => Drafts,
        Lane.Explain => Explain,
        Lane.Pushes => Pushes,
        Lane.Webhooks => Webhooks,
        Lane.Uploads => Uploads,
        Lane.Beacons => Beacons,
        Lane.Forms => Forms,
        Lane.Editing => Editing,
        _ => throw new ArgumentOutOfRangeException(nameof(lane)),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var lane in Enum.GetValues<Lane>().Except([Lane.PageViews]))
        {
            var problems = new List<ValidationResult>();
            Validator.TryValidateObject(Of(lane), new ValidationContext(Of(lane)), problems, validateAllProperties: true);
            foreach (var problem in problems)
            {
                yield return new ValidationResult($"{Section}:{lane}:{problem.ErrorMessage}");
            }
        }
    }
}
