### The result page and its printed form. Draft for clinical review.

cli-missing = { $number ->
    [one] One question is still open:
   *[other] { $number } questions are still open:
}
answer-blank = not answered
result-also = Also recommended
result-would-change = What would change this
result-groups = Groups
result-not-assessed = Did not agree to be assessed.
result-not-assessed-line = Nothing else of the assessment is shown. What safety asks for stays.
result-text-left-open = This was not discussed. It weighs nothing.
result-text-not-answered = Too little was said to tell.
measure-total = { $measure }, total
