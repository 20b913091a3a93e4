using System.IO.Pipelines;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Web;

namespace Recommender.Service.Push;

/// <summary>
/// One request with many articles: parses lines as they arrive, and commits them in batches of some hundred or, if atomic, all together.
/// </summary>
internal sealed class BulkPush(string site, ArticlePushing pushing, TimeProvider clock, bool atomic)
{
    public const int MaxLines = 10_000;

    private const int BatchSize = 200;

    // Articles wait in memory for their commit: long articles make smaller batches.
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly List<PushLineResponse> _results = [];
    private readonly List<(int Number, ArticlePush Push)> _waiting = [];
    private long _waitingBytes;

    /// <summary>The result of each line that is not blank, in order.</summary>
    public IReadOnlyList<PushLineResponse> Results => [.. _results.OrderBy(result => result.Line)];

    /// <summary>Why processing stopped or, if atomic, why nothing was committed; null if all lines were processed.</summary>
    public string? Refusal { get; private set; }

    /// <exception cref="BadHttpRequestException">The body is too long or ends prematurely.</exception>
    public async Task ReadAsync(PipeReader reader, CancellationToken cancel)
    {
        var reading = pushing.Reading(cancel);
        await foreach (var (number, line) in NdjsonLines.ReadAsync(reader, PushEndpoints.MaxBytes, cancel))
        {
            if (_results.Count + _waiting.Count == MaxLines)
            {
                Refusal = $"More than {MaxLines:N0} lines: {(atomic ? "nothing was committed" : "the lines before were committed")}.";
                break;
            }

            await TakeAsync(number, line, reading);
            if (!atomic && (_waiting.Count == BatchSize || _waitingBytes > BatchBytes))
            {
                await CommitAsync(cancel);
            }
        }

        if (atomic && Refusal is null && _results.Count > 0)
        {
            Refusal = $"Nothing was committed: line {_results[0].Line}: "
                + $"{_results[0].Detail}{(_results.Count > 1 ? $" And {_results.Count - 1} more lines are invalid." : "")}";
        }

        if (Refusal is null || !atomic)
        {
            await CommitAsync(cancel);
        }
    }

    private async Task TakeAsync(int number, ReadOnlyMemory<byte>? line, Reading reading)
    {
        if (line is not { } bytes)
        {
            _results.Add(PushLineResponse.Wrong(number, $"The line is longer than {PushEndpoints.MaxBytes / 1024 / 1024} MB."));
            return;
        }

        var (input, error) = JsonBody.Read<PushLine>(bytes);
        var errors = new ParameterErrors();
        var push = input is null ? null
            : input.Withdrawn != true ? await PushCheck.ReadAsync(input, null, reading, clock.GetUtcNow(), errors) is { } article
                ? new ArticlePush(article.SourceId, article) : null
            : PushCheck.IdOf(input.Id, errors) is { } id ? new ArticlePush(id, null) : null;
        if (push is null)
        {
            _results.Add(PushLineResponse.Wrong(number, error ?? $"{errors.Detail}."));
            return;
        }

        _waiting.Add((number, push));
        _waitingBytes += bytes.Length;
    }

    private async Task CommitAsync(CancellationToken cancel)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var outcomes = await pushing.PushAsync(site, [.. _waiting.Select(waiting => waiting.Push)], cancel);
        _results.AddRange(_waiting.Zip(outcomes, (waiting, outcome) => PushLineResponse.Of(waiting.Number, waiting.Push, outcome)));
        _waiting.Clear();
        _waitingBytes = 0;
    }
}
