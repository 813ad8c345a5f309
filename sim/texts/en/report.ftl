# The report of a store: one page.

report-title = { $scenarios }: { $runs ->
    [one] one run
   *[other] { NUMBER($runs) } runs
}
report-kicker = Multivector laboratory · study { $study }
report-fact = { $what ->
    [runs] { $count ->
        [one] run
       *[other] runs
    }
    [worlds] { $count ->
        [one] world
       *[other] worlds
    }
    [points] { $count ->
        [one] point in each world
       *[other] points in each world
    }
    [replications] { $count ->
        [one] replication
       *[other] replications
    }
   *[outcomes] { $count ->
        [one] outcome
       *[other] outcomes
    }
}
report-part = { $part ->
    [method] What was run
    [summary] What came out, in numbers
    [outcomes] Outcomes
    [months] Month by month
    [payoffs] What seats get
   *[again] Run it again, and cite it
}
report-design-table = Worlds and uncertainties of the design
report-model = The numbers come from Multivector { $version } (rule set { $ruleset }), an agent-based model of foreign policy between great powers. { $runs ->
    [one] One run was made
   *[other] { NUMBER($runs) } runs were made
}: { $worlds ->
    [one] one world
   *[other] { NUMBER($worlds) } worlds
}{ $points ->
    [0] {""}
   *[other] , { NUMBER($points) } points of the uncertainties in each
}, { $replications ->
    [one] one replication
   *[other] { NUMBER($replications) } replications
}.
report-sampling = { $method ->
    [draw] { $count ->
        [0] No uncertainty was set apart from the other numbers of the model.
       *[other] Each run drew the uncertainties from their ranges, uniformly and independently of each other.
    }
    [grid] The points are a full grid: { NUMBER($levels) } levels of each uncertainty, all combinations.
    [lhs] The points are a Latin hypercube over the ranges (seed { $seed }).
    [sobol] The points are the first { NUMBER($points) } of a scrambled Sobol sequence over the ranges (seed { $seed }).
    [halton] The points are the first { NUMBER($points) } of a scrambled Halton sequence over the ranges (seed { $seed }).
    [saltelli] The points are { NUMBER($points) } pairs of points of a scrambled Sobol sequence over the ranges (seed { $seed }), crossed one uncertainty at a time after Saltelli and others (2010).
   *[table] The points are the rows of a table of the authors' own, which the store keeps.
}
report-others = { $others ->
    [0] No other number of the model has a range.
   *[other] { NUMBER($others) } other parameters and starting figures have a range: { $stated ->
        [all] all of them kept their stated values.
        [one] each run drew them uniformly and independently, but for run 0, which has their stated values.
       *[no] each run drew them uniformly and independently.
    }
}
report-luck = The seed is { $seed }; run numbers go from { NUMBER($first, useGrouping: 0) } to { NUMBER($last, useGrouping: 0) } in every world and at every point. The seed and the number decide all luck of a run, so worlds and points differ by what was changed in them, not by luck.
report-settings = In all runs: { $settings }.
report-setting = { $what ->
    [off] switched off: { $names }
    [record] the decisions of the record are replayed
    [turn] turns of { NUMBER($months) } months
   *[number] { $name } = { $value }
}
report-machine = It was computed with NumPy { $numpy } and kept with pyarrow { $pyarrow }, on a processor of the kind { $cpu }; on another kind the last digits may differ.
report-forbidden = { $option } forbidden from { $month }
report-forced = { $option } forced in { $month }
report-worlds-share = Runs with the same number share their luck in all worlds: compare worlds run by run rather than by their intervals.
report-ranks = Rank correlations are Spearman's, between each number that a run drew and the outcome. They show how steadily the outcome rises or falls with a number while all others vary; they miss what first rises and then falls, and they are no shares of variance. The grey band is what chance makes of so many numbers: in 95 of 100 studies in which no number matters, all would lie within it.
report-sampled = Fans, rank correlations and heat maps are of 10,000 runs of each world, drawn from the seed of the study; all other numbers are of all runs.
report-model-only = All of this speaks of the model and its ranges. A share of runs is no probability in the world.
report-drawn = The first { NUMBER($drawn) } of { NUMBER($worlds) } worlds are told here. All of them: { $command }
report-head = { $column ->
    [what] outcome
    [world] world
    [count] runs
    [mean] mean
    [p05] 5 %
    [p25] 25 %
    [p50] 50 %
    [p75] 75 %
    [p95] 95 %
    [empty] empty
    [met] met in (95 % interval)
    [share] met in
    [low] from
    [high] to
    [uncertainty] uncertainty
    [first] first order (95 %)
    [total] total (95 %)
    [number] number
    [rank] rank correlation
    [column] column
    [words] worlds
    [from] from
   *[month] month
}
report-numbers = Numbers
report-unit = ({ $unit })
report-no-number = No run has a number here.
report-flat = The same in all runs.
report-spread = How the runs lie
report-spread-key = Hill: all runs. Line: nine in ten of them; thick: the middle half; dot and number: the median.
report-spread-table = { $name }: quantiles
report-met = How often { $bound }
report-met-key = Dot: the share of runs; line: its 95 % interval.
report-sobol = Shares of the variance (Sobol)
report-sobol-key = Thin bar: alone (first order); broad bar: with all others (total); line: the 95 % interval of the total.
report-tornado = Rank correlations
report-chance = { NUMBER($beyond) } of { NUMBER($tried) } numbers lie beyond what chance makes of so many (±{ $chance }, { NUMBER($count) } pairs).
report-undefined = Not defined: the outcome, or every number, is the same in all runs, or too few runs have one.
report-refused = { $code ->
    [MV-B024] Sobol's indices need all parts of the store. Finish it with the command of the batch and --resume.
   *[MV-B025] Sobol's indices are not defined: some runs have no number. Rank correlations of the points that have one stand beside this.
}
report-heat = Mean over the two numbers that matter most
report-ends = From { $low } (least colour) to { $high } (most){ $empty ->
    [no] .
   *[yes] ; dashed: no run.
}
report-worlds-table = { $name }: mean in each world
report-fan-key = Wide band: nine in ten runs; narrow band: the middle half; line: the median{ $beside ->
    [no] .
   *[yes] ; dashes: the median of the first world.
}
report-payoff = { $seat } gets
report-payoffs-key = Mean scores in points with their 95 % intervals, which are those of independent runs. ● marks a best reply: no other doctrine that was run gives that seat more while the others keep theirs.
report-hills-aloud = { $name } in { NUMBER($worlds) } worlds; the median of the first is { $middle }
report-shares-aloud = The share of runs that meet the bound in { NUMBER($worlds) } worlds
report-tornado-aloud = The largest rank correlation is that of { $name }: { $value }
report-indices-aloud = The largest total index is that of { $name }: { $total }
report-heat-aloud = The mean over { $x } and { $y }, from { $low } to { $high }
report-fan-aloud = { $name }: the median goes from { $first } to { $last }; at the end nine in ten runs lie between { $low } and { $high }
report-again = The store holds all that is needed to run it again: its manifest names the design, the digest of every world, versions and the processor. Whoever has the same version of the program sees whether every number comes out the same:
report-design = The design, as a file that { $command } takes
report-design-made = The design; its worlds were made in Python, and the manifest holds them
report-digests = Digests
report-digest = { $what ->
    [study] the study: design, worlds, versions, all together
    [scenario] content of the scenario { $name }
   *[points] the points
}
report-cite-it = Cite a run by the version, the rule set and the digest of the study, and put manifest.json beside the paper:
report-cite = Multivector contributors: Multivector { $version } (rule set { $ruleset }), a policy game and agent-based laboratory of multi-vector foreign policy. { $runs ->
    [one] One run
   *[other] { NUMBER($runs) } runs
}, study { $study }.
report-author = {"{"}Multivector contributors{"}"}
report-about = {"{"}Multivector{"}"}: a policy game and agent-based laboratory of multi-vector foreign policy
report-bibtex = rule set { $ruleset }, study { $study }
report-written = Written: { $path }
