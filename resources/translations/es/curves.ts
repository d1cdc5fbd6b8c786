<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>{name}, hidden</source>
    <translation>{name}, oculta</translation>
  </message>
  <message>
    <source>Lines of “{title}”</source>
    <translation>Líneas de «{title}»</translation>
  </message>
  <message>
    <source>A click hides a line, another one shows it again.</source>
    <translation>Un clic oculta una línea; otro la vuelve a mostrar.</translation>
  </message>
  <message>
    <source>Point at a place to read every line there. The wheel zooms, dragging moves, a double click shows everything.</source>
    <translation>Señala un lugar para leer ahí todas las líneas. La rueda amplía, arrastrar desplaza y un doble clic muestra todo.</translation>
  </message>
  <message>
    <source>{path} could not be written as a picture.</source>
    <translation>{path} no se pudo escribir como imagen.</translation>
  </message>
  <message>
    <source>Curves</source>
    <translation>Curvas</translation>
  </message>
  <message>
    <source>Losses</source>
    <translation>Pérdidas</translation>
  </message>
  <message>
    <source>D(x) and D(G(z))</source>
    <translation>D(x) y D(G(z))</translation>
  </message>
  <message>
    <source>Accuracy</source>
    <translation>Exactitud</translation>
  </message>
  <message>
    <source>Held out</source>
    <translation>Reservadas</translation>
  </message>
  <message>
    <source>Watch on samples</source>
    <translation>Vigilancia de las muestras</translation>
  </message>
  <message>
    <source>Gradient norms</source>
    <translation>Normas del gradiente</translation>
  </message>
  <message>
    <source>Learning rates</source>
    <translation>Tasas de aprendizaje</translation>
  </message>
  <message>
    <source>KL per dimension</source>
    <translation>KL por dimensión</translation>
  </message>
  <message>
    <source>What each network is made to lower. An autoencoder's losses fall and level off; those of a GAN are a tug of war: look for balance, not for falling.</source>
    <translation>Lo que cada red debe reducir. Las pérdidas de un autoencoder bajan y se estabilizan; las de una GAN son un tira y afloja: busca equilibrio, no que bajen.</translation>
  </message>
  <message>
    <source>How real the discriminator holds real pictures, D(x), and generated ones, D(G(z)), to be. 1 and 0: it always wins, and the generator learns nothing. Both near a half: it cannot tell them apart.</source>
    <translation>Cuán reales cree el discriminador que son las imágenes reales, D(x), y las generadas, D(G(z)). 1 y 0: gana siempre y el generador no aprende nada. Ambas cerca de un medio: no las distingue.</translation>
  </message>
  <message>
    <source>The share of the batch that is classified right.</source>
    <translation>La parte del lote que se clasifica bien.</translation>
  </message>
  <message>
    <source>The same losses on pictures that are never trained on. When they rise while those of training (faint) fall, the model learns its pictures by heart.</source>
    <translation>Las mismas pérdidas en imágenes con las que nunca se entrena. Si suben mientras las del entrenamiento (tenues) bajan, el modelo se aprende las imágenes de memoria.</translation>
  </message>
  <message>
    <source>How different the samples are (1: as real pictures are), how many are near copies of each other, how many classes are met, how many codes are dead. Mode collapse shows here first.</source>
    <translation>Cuán distintas son las muestras (1: como las imágenes reales), cuántas son casi copias de otras, cuántas clases aparecen, cuántos códigos están muertos. El colapso de modos se ve primero aquí.</translation>
  </message>
  <message>
    <source>How large a step each network is asked for. Towards 0 it stops learning (vanishing); jumps of powers of ten come before a loss that is no number (exploding).</source>
    <translation>Cuán grande es el paso que se pide a cada red. Hacia 0 deja de aprender (se desvanece); los saltos de potencias de diez preceden a una pérdida que no es un número (explota).</translation>
  </message>
  <message>
    <source>The size of the steps: by the schedule, and by what was changed by hand.</source>
    <translation>El tamaño de los pasos: según el plan y según lo que se cambió a mano.</translation>
  </message>
  <message>
    <source>How many nats each latent dimension carries, from dark (none) to bright. A dimension that stays dark is ignored by the decoder; all dark is posterior collapse.</source>
    <translation>Cuántos nats lleva cada dimensión latente, de oscuro (ninguno) a claro. Una dimensión que sigue oscura la ignora el decodificador; todas oscuras es colapso de la posterior.</translation>
  </message>
  <message>
    <source>guide</source>
    <translation>guía</translation>
  </message>
  <message>
    <source>x, wrong text</source>
    <translation>x, texto ajeno</translation>
  </message>
  <message>
    <source>stage {n}</source>
    <translation>etapa {n}</translation>
  </message>
  <message>
    <source>diversity</source>
    <translation>diversidad</translation>
  </message>
  <message>
    <source>duplicates</source>
    <translation>duplicados</translation>
  </message>
  <message>
    <source>classes met</source>
    <translation>clases halladas</translation>
  </message>
  <message>
    <source>dead codes</source>
    <translation>códigos muertos</translation>
  </message>
  <message>
    <source>{title}: {used} of {count} above {limit} nats, largest {most}</source>
    <translation>{title}: {used} de {count} sobre {limit} nats, máximo {most}</translation>
  </message>
  <message>
    <source>Compare with a run…</source>
    <translation>Comparar con un entrenamiento…</translation>
  </message>
  <message>
    <source>Take away {name}</source>
    <translation>Quitar {name}</translation>
  </message>
  <message>
    <source>no smoothing</source>
    <translation>sin suavizar</translation>
  </message>
  <message>
    <source>{count} values</source>
    <translation>{count} valores</translation>
  </message>
  <message>
    <source>Steps</source>
    <translation>Pasos</translation>
  </message>
  <message>
    <source>Time</source>
    <translation>Tiempo</translation>
  </message>
  <message>
    <source>What the curves run over</source>
    <translation>Eje de las curvas</translation>
  </message>
  <message>
    <source>Steps show what was learnt from how many batches; wall time shows what it cost. Runs of old versions recorded no times.</source>
    <translation>Los pasos muestran lo aprendido con cuántos lotes; el tiempo real, lo que costó. Los entrenamientos de versiones antiguas no anotaron tiempos.</translation>
  </message>
  <message>
    <source>Smoothing</source>
    <translation>Suavizado</translation>
  </message>
  <message>
    <source>The strong line is an exponential average over about so many recorded values (a twentieth of the run at most); the faint one is what was recorded. The average lags behind: look at the faint line for when something happened.</source>
    <translation>La línea fuerte es una media exponencial sobre unos tantos valores anotados (a lo sumo un veinteavo del entrenamiento); la tenue es lo anotado. La media va con retraso: mira la línea tenue para saber cuándo ocurrió algo.</translation>
  </message>
  <message>
    <source>Logarithmic scale</source>
    <translation>Escala logarítmica</translation>
  </message>
  <message>
    <source>Equal steps up are equal factors: for losses that fall by powers of ten, and gradients that vanish or explode. Values that are not above 0 are left out.</source>
    <translation>Subir lo mismo es multiplicar por lo mismo: para pérdidas que bajan por potencias de diez y gradientes que se desvanecen o explotan. Los valores que no pasan de 0 se omiten.</translation>
  </message>
  <message>
    <source>Show the whole run</source>
    <translation>Mostrar todo el entrenamiento</translation>
  </message>
  <message>
    <source>Shows the whole run and follows its end (Home, or a double click).</source>
    <translation>Muestra todo el entrenamiento y sigue su final (Inicio, o doble clic).</translation>
  </message>
  <message>
    <source>Compare runs</source>
    <translation>Comparar entrenamientos</translation>
  </message>
  <message>
    <source>Draws other runs dashed, in the same colours. Change one setting at a time, and compare.</source>
    <translation>Dibuja otros entrenamientos con trazos, en los mismos colores. Cambia un ajuste cada vez y compara.</translation>
  </message>
  <message>
    <source>Save the curves</source>
    <translation>Guardar las curvas</translation>
  </message>
  <message>
    <source>As a picture (PNG), or every recorded value as a table (CSV).</source>
    <translation>Como imagen (PNG), o cada valor anotado como tabla (CSV).</translation>
  </message>
  <message>
    <source>Save as a picture (PNG)…</source>
    <translation>Guardar como imagen (PNG)…</translation>
  </message>
  <message>
    <source>Save as a table (CSV)…</source>
    <translation>Guardar como tabla (CSV)…</translation>
  </message>
  <message>
    <source>No run is watched. Start one in the panel Training, or open the folder of a run: it may be finished, running, or from another machine. TensorBoard files do too.</source>
    <translation>No se observa ningún entrenamiento. Empieza uno en el panel Entrenamiento o abre la carpeta de uno: puede estar terminado, en marcha o ser de otra máquina. También sirven archivos de TensorBoard.</translation>
  </message>
  <message>
    <source>The run is being read…</source>
    <translation>Leyendo el entrenamiento…</translation>
  </message>
  <message>
    <source>Nothing is recorded yet. The first values come after some steps.</source>
    <translation>Aún no hay nada anotado. Los primeros valores llegan tras algunos pasos.</translation>
  </message>
  <message>
    <source>At step {step}</source>
    <translation>En el paso {step}</translation>
  </message>
  <message>
    <source>Step {step} of {total}</source>
    <translation>Paso {step} de {total}</translation>
  </message>
  <message>
    <source>Step {step}</source>
    <translation>Paso {step}</translation>
  </message>
  <message>
    <source>{time} elapsed</source>
    <translation>{time} transcurrido</translation>
  </message>
  <message>
    <source>{time} left</source>
    <translation>quedan {time}</translation>
  </message>
  <message>
    <source>Open a run</source>
    <translation>Abrir un entrenamiento</translation>
  </message>
  <message>
    <source>Compare with a run</source>
    <translation>Comparar con un entrenamiento</translation>
  </message>
  <message>
    <source>Open a run…</source>
    <translation>Abrir un entrenamiento…</translation>
  </message>
  <message>
    <source>Shows the curves of any run folder, or of TensorBoard event files.</source>
    <translation>Muestra las curvas de cualquier carpeta de entrenamiento o de archivos de eventos de TensorBoard.</translation>
  </message>
  <message>
    <source>Where the run is</source>
    <translation>Dónde va el entrenamiento</translation>
  </message>
  <message>
    <source>Compared runs</source>
    <translation>Entrenamientos comparados</translation>
  </message>
  <message>
    <source>Choose the plots</source>
    <translation>Elegir las gráficas</translation>
  </message>
  <message>
    <source>Which groups of curves are shown.</source>
    <translation>Qué grupos de curvas se muestran.</translation>
  </message>
  <message>
    <source>Film</source>
    <translation>Película</translation>
  </message>
  <message>
    <source>Raw weights</source>
    <translation>Pesos sin promediar</translation>
  </message>
  <message>
    <source>Averaged weights (EMA)</source>
    <translation>Pesos promediados (EMA)</translation>
  </message>
  <message>
    <source>Real</source>
    <translation>Reales</translation>
  </message>
  <message>
    <source>Generated</source>
    <translation>Generadas</translation>
  </message>
  <message>
    <source>Held-out pictures above their reconstructions</source>
    <translation>Imágenes reservadas sobre sus reconstrucciones</translation>
  </message>
  <message>
    <source>Own samples by what they look like</source>
    <translation>Muestras propias según su aspecto</translation>
  </message>
  <message>
    <source>Encoded pictures</source>
    <translation>Imágenes codificadas</translation>
  </message>
  <message>
    <source>There is no such picture at this step.</source>
    <translation>No hay tal imagen en este paso.</translation>
  </message>
  <message>
    <source>epoch {epoch}</source>
    <translation>época {epoch}</translation>
  </message>
  <message>
    <source>No run is watched. Start one in the panel Training, or open the folder of a run: its pictures become a film here.</source>
    <translation>No se observa ningún entrenamiento. Empieza uno en el panel Entrenamiento o abre la carpeta de uno: sus imágenes serán aquí una película.</translation>
  </message>
  <message>
    <source>The first pictures come after the first part of the training.</source>
    <translation>Las primeras imágenes llegan tras la primera parte del entrenamiento.</translation>
  </message>
  <message>
    <source>This run left no pictures.</source>
    <translation>Este entrenamiento no dejó imágenes.</translation>
  </message>
  <message>
    <source>Samples</source>
    <translation>Muestras</translation>
  </message>
  <message>
    <source>Raw and averaged weights</source>
    <translation>Pesos con y sin promediar</translation>
  </message>
  <message>
    <source>Reconstructions</source>
    <translation>Reconstrucciones</translation>
  </message>
  <message>
    <source>Real and generated</source>
    <translation>Reales y generadas</translation>
  </message>
  <message>
    <source>Open this moment</source>
    <translation>Abrir este momento</translation>
  </message>
  <message>
    <source>Walk along</source>
    <translation>Acompañar</translation>
  </message>
  <message>
    <source>The run's pictures</source>
    <translation>Imágenes del entrenamiento</translation>
  </message>
  <message>
    <source>Which moment is shown</source>
    <translation>Qué momento se muestra</translation>
  </message>
  <message>
    <source>Moments of the run</source>
    <translation>Momentos del entrenamiento</translation>
  </message>
  <message>
    <source>What the film shows</source>
    <translation>Qué muestra la película</translation>
  </message>
  <message>
    <source>Samples of the same latents at every moment; trained weights beside their running average; reconstructions; real beside generated pictures; where encoded pictures lie on the map; or what two moments draw for the latent that is open.</source>
    <translation>Muestras de los mismos latentes en cada momento; los pesos entrenados junto a su media móvil; reconstrucciones; imágenes reales junto a generadas; dónde están las imágenes codificadas en el mapa; o lo que dos momentos dibujan para el latente abierto.</translation>
  </message>
  <message>
    <source>One moment back</source>
    <translation>Un momento atrás</translation>
  </message>
  <message>
    <source>One moment on</source>
    <translation>Un momento adelante</translation>
  </message>
  <message>
    <source>Hold this moment beside others</source>
    <translation>Retener este momento junto a otros</translation>
  </message>
  <message>
    <source>It stays at the left while you scrub: look what changed since.</source>
    <translation>Se queda a la izquierda mientras te desplazas: mira qué ha cambiado desde entonces.</translation>
  </message>
  <message>
    <source>Loads the weights of this moment into the window: sliders, picture and map stay at the same latent in another epoch.</source>
    <translation>Carga los pesos de este momento en la ventana: deslizadores, imagen y mapa siguen en el mismo latente en otra época.</translation>
  </message>
  <message>
    <source>The window takes over every new moment of the run: you walk in the latent space while it is learnt.</source>
    <translation>La ventana toma cada momento nuevo del entrenamiento: recorres el espacio latente mientras se aprende.</translation>
  </message>
  <message>
    <source>Stop the film</source>
    <translation>Parar la película</translation>
  </message>
  <message>
    <source>Play the film</source>
    <translation>Reproducir la película</translation>
  </message>
  <message>
    <source>Two moments, one latent</source>
    <translation>Dos momentos, un latente</translation>
  </message>
  <message>
    <source>loss</source>
    <translation>pérdida</translation>
  </message>
  <message>
    <source>reconstruction</source>
    <translation>reconstrucción</translation>
  </message>
  <message>
    <source>accuracy</source>
    <translation>exactitud</translation>
  </message>
  <message>
    <source>inversion of the features</source>
    <translation>inversión de las características</translation>
  </message>
  <message>
    <source>loss of D</source>
    <translation>pérdida de D</translation>
  </message>
  <message>
    <source>loss of G</source>
    <translation>pérdida de G</translation>
  </message>
  <message>
    <source>loss of G by the guide</source>
    <translation>pérdida de G según el guía</translation>
  </message>
  <message>
    <source>code (nats)</source>
    <translation>código (nats)</translation>
  </message>
  <message>
    <source>dials (nats)</source>
    <translation>diales (nats)</translation>
  </message>
  <message>
    <source>top codes (nats)</source>
    <translation>códigos superiores (nats)</translation>
  </message>
  <message>
    <source>bottom codes (nats)</source>
    <translation>códigos inferiores (nats)</translation>
  </message>
  <message>
    <source>top perplexity</source>
    <translation>perplejidad superior</translation>
  </message>
  <message>
    <source>bottom perplexity</source>
    <translation>perplejidad inferior</translation>
  </message>
  <message>
    <source>top codes in use</source>
    <translation>códigos superiores en uso</translation>
  </message>
  <message>
    <source>bottom codes in use</source>
    <translation>códigos inferiores en uso</translation>
  </message>
  <message>
    <source>pictures counted</source>
    <translation>imágenes contadas</translation>
  </message>
  <message>
    <source>pictures of the rarest class</source>
    <translation>imágenes de la clase más rara</translation>
  </message>
</context>
</TS>
